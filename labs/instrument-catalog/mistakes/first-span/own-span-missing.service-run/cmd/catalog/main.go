// Command catalog serves books and their prices from Postgres.
package main

import (
	"bookstore/internal/catalog"
	"bookstore/internal/database"
	"bookstore/internal/service"
	"bookstore/internal/web"
)

func main() {
	service.Run("catalog", assemble)
}

func assemble() (service.Parts, error) {
	url, err := service.Env("DATABASE_URL")
	if err != nil {
		return service.Parts{}, err
	}
	db, err := database.Open(url)
	if err != nil {
		return service.Parts{}, err
	}
	return service.Parts{
		Routes: catalog.Routes(catalog.NewStore(db)),
		Checks: []web.Check{{Name: "postgres", Ask: db.PingContext}},
		Close:  db.Close,
	}, nil
}
