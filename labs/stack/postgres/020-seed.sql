-- The books of the labs: b-100, b-200 and b-300 are ordinary, b-900 is slow to look up, b-910 to order.

INSERT INTO books (id, title, price_cents, lookup_delay, insert_delay) VALUES
  ('b-100', 'A Field Guide to Spans', 2900, 0, 0),
  ('b-200', 'Queues and Other Waiting Rooms', 3450, 0, 0),
  ('b-300', 'Contexts That Outlived Their Requests', 2750, 0, 0),
  ('b-900', 'The Slow Query', 1900, 0.8, 0),
  ('b-910', 'The Busy Ledger', 2100, 0, 0.8)
ON CONFLICT (id) DO UPDATE
  SET title = excluded.title, price_cents = excluded.price_cents,
      lookup_delay = excluded.lookup_delay, insert_delay = excluded.insert_delay;
