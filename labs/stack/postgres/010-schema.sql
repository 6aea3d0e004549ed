-- The Bookstore's tables. Every file here may be run again at any time.

CREATE TABLE IF NOT EXISTS books (
  id           text PRIMARY KEY,
  title        text NOT NULL,
  price_cents  integer NOT NULL CHECK (price_cents > 0),
  -- Seconds that a look-up of this book takes longer than it must: makes a book slow, always alike.
  lookup_delay double precision NOT NULL DEFAULT 0 CHECK (lookup_delay >= 0)
);
-- The same for recording an order of this book.
ALTER TABLE books ADD COLUMN IF NOT EXISTS insert_delay double precision NOT NULL DEFAULT 0 CHECK (insert_delay >= 0);

CREATE TABLE IF NOT EXISTS orders (
  id          uuid PRIMARY KEY,
  book_id     text NOT NULL REFERENCES books (id),
  price_cents integer NOT NULL CHECK (price_cents > 0),
  created_at  timestamptz NOT NULL DEFAULT now()
);

-- The two delays are hidden in a view and a trigger, as slowness usually is: the text of a statement,
-- which every trace shows, must not give away which statement is slow. The condition of a look-up is
-- applied to books before anybody sleeps, so a look-up waits for its own book only.
CREATE OR REPLACE VIEW book_details AS
  SELECT id, title, price_cents FROM books CROSS JOIN LATERAL pg_sleep(lookup_delay);

CREATE OR REPLACE FUNCTION delay_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_sleep(insert_delay) FROM books WHERE id = NEW.book_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER delay_order BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION delay_order();
