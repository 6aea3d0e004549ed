-- What an order may know besides its book. On their own, so that a database from before gets them too.

-- Where the customer wants to be written to; null where none was given.
ALTER TABLE orders ADD COLUMN IF NOT EXISTS customer_email text;

-- When the price was given back; null while it was not.
ALTER TABLE orders ADD COLUMN IF NOT EXISTS refunded_at timestamptz;
