import pg from 'pg';

/** Milliseconds to open a connection, and for the answer: four rows by their keys take a few. */
const LIMIT = 3000;

/** The address that the database keeps for each order: null where it keeps none. Orders that it does not know are left out. */
export interface KeptAddress {
  orderId: string;
  email: string | null;
}

/** Asks Postgres which addresses it keeps for orders; says why where it does not answer. */
export async function keptAddresses(
  databaseUrl: string,
  orderIds: readonly string[],
): Promise<{ kept: readonly KeptAddress[]; problem?: string }> {
  const client = new pg.Client({
    ...{ connectionString: databaseUrl, connectionTimeoutMillis: LIMIT, query_timeout: LIMIT },
  });
  // An error that nobody listens for would end the server.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<KeptAddress>(
      'SELECT id AS "orderId", customer_email AS email FROM orders WHERE id = ANY($1)',
      [orderIds],
    );
    return { kept: rows };
  } catch (error) {
    return { kept: [], problem: error instanceof Error ? error.message : String(error) };
  } finally {
    // Not awaited: a stopped server would never say goodbye.
    void client.end().catch(() => undefined);
  }
}
