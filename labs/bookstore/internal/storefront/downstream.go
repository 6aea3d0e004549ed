package storefront

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// downstreamError says which service did not do its part, and how it answered.
type downstreamError struct {
	service string
	// answer is the HTTP status, or 0 if there was no answer.
	answer int
	reason string
}

func (e *downstreamError) Error() string { return e.service + ": " + e.reason }

func unreachable(service string, err error) error {
	return &downstreamError{service: service, reason: err.Error()}
}

// refused reads the reason from an answer that was not the expected one.
func refused(service string, res *http.Response) error {
	var body struct {
		Error string `json:"error"`
	}
	if json.NewDecoder(io.LimitReader(res.Body, 4096)).Decode(&body) != nil || body.Error == "" {
		body.Error = "no reason given"
	}
	reason := fmt.Sprintf("%s %s answered %s: %s", res.Request.Method, res.Request.URL, res.Status, body.Error)
	return &downstreamError{service: service, answer: res.StatusCode, reason: reason}
}

// status translates a failed checkout for the customer. Only a book that does not exist is the
// customer's mistake; whatever else a service answers is ours.
func status(err error) int {
	var downstream *downstreamError
	if !errors.As(err, &downstream) {
		return http.StatusBadGateway
	}
	switch {
	case downstream.service == "catalog" && downstream.answer == http.StatusNotFound:
		return http.StatusNotFound
	case downstream.answer == http.StatusServiceUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusBadGateway
}

// apology is what the customer reads about a failed checkout.
func apology(status int) string {
	switch status {
	case http.StatusNotFound:
		return "no such book"
	case http.StatusServiceUnavailable:
		return "the shop cannot take the order now"
	}
	return "the shop could not complete the order"
}
