package storefront

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	// receiptDelay is the pause before a receipt is made: the customer's answer goes first.
	receiptDelay = 50 * time.Millisecond
	// receiptTimeout is how long a receipt may take.
	receiptTimeout = 2 * time.Second
)

// receipts are those under way.
var receipts sync.WaitGroup

// FinishReceipts returns when no receipt is under way any more: to be called when no request is left.
func FinishReceipts() error {
	receipts.Wait()
	return nil
}

// sendReceipt writes to a customer who gave an address, after the checkout was answered. The request's
// context ends with the answer, and what is asked in it with that; so the receipt takes the context's
// values along, its span among them, and not its end.
func sendReceipt(ctx context.Context, catalog Catalog, wish request) {
	if wish.Email == "" {
		return
	}
	receipts.Go(func() { deliver(context.WithoutCancel(ctx), catalog) })
}

// deliver stands for the e-mail: it looks up which other books to recommend, and sends nothing.
func deliver(ctx context.Context, catalog Catalog) {
	time.Sleep(receiptDelay)
	ctx, cancel := context.WithTimeout(ctx, receiptTimeout)
	defer cancel()
	books, err := catalog.Books(ctx)
	if err != nil {
		slog.ErrorContext(ctx, "receipt not sent", "error", err.Error())
		return
	}
	slog.InfoContext(ctx, "receipt sent", "recommended", len(books))
}
