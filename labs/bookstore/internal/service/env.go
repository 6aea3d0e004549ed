package service

import (
	"fmt"
	"os"
)

// Env returns the environment variable name, which must be set.
func Env(name string) (string, error) {
	value := os.Getenv(name)
	if value == "" {
		return "", fmt.Errorf("the environment variable %s is not set; the service needs it", name)
	}
	return value, nil
}
