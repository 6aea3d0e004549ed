/** The client of orders in the forms that a new lab's answers have, made from the Bookstore's own. */
export interface Clients {
  /** Without the transport: the trace is split. */
  plain: string;
  ownTransport: string;
  noBase: string;
  ownHeader: string;
  background: string;
}

const TRANSPORT = '\t\t\tTransport: otelhttp.NewTransport(http.DefaultTransport, calling("/orders")...),\n';
const BASE = 'NewTransport(http.DefaultTransport, ';
const IMPORT = '\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n';
const CONTENT_TYPE = '\treq.Header.Set("Content-Type", "application/json")\n';

/** Makes them; throws when the Bookstore's client no longer has the lines that they change. */
export function clientCalling(healthy: string): Clients {
  // gofmt lines up the values of neighbouring keys, and there is one key left.
  const plain = change(change(change(healthy, TRANSPORT, ''), IMPORT, ''), 'Timeout:   5', 'Timeout: 5');
  return {
    plain,
    ownTransport: change(healthy, BASE, 'NewTransport(&http.Transport{}, '),
    noBase: change(healthy, BASE, 'NewTransport(nil, '),
    ownHeader: change(plain, CONTENT_TYPE, `${CONTENT_TYPE}\treq.Header.Set("X-Order-Id", order.OrderID)\n`),
    background: change(
      healthy,
      'http.NewRequestWithContext(ctx, ',
      'http.NewRequestWithContext(context.Background(), ',
    ),
  };
}

function change(text: string, before: string, after: string): string {
  if (text.split(before).length === 2) return text.replace(before, () => after);
  throw new Error(
    `The Bookstore’s orders_client.go has changed: ${JSON.stringify(before.trim())} is not in it once. Adapt src/cli/lab-new/clients.ts.`,
  );
}
