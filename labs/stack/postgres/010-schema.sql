-- The Bookstore's tables. Every file here may be run again at any time.

CREATE TABLE IF NOT EXISTS books (
  id           text PRIMARY KEY,
  title        text NOT NULL,
  price_cents  integer NOT NULL CHECK (price_cents > 0),
  -- Seconds that a look-up of this book takes longer than it must: makes a book slow, always alike.
  lookup_delay double precision NOT NULL DEFAULT 0 CHECK (lookup_delay >= 0)
);

CREATE TABLE IF NOT EXISTS orders (
  id          uuid PRIMARY KEY,
  book_id     text NOT NULL REFERENCES books (id),
  price_cents integer NOT NULL CHECK (price_cents > 0),
  created_at  timestamptz NOT NULL DEFAULT now()
);
