/** One client's input: what was received, and what its terminal has taken. */
export interface InputAccount {
  received: number;
  written: number;
}

/** Clients of one terminal that are remembered: pages that were closed long ago do not come back. */
const MAX_CLIENTS = 64;

/**
 * Remembers how far each client's input was received, beyond the life of its socket, so that what it sends
 * again after a reconnect is not typed twice.
 */
export function createInputLedger(): {
  /** The client's account; `base` is where the input begins that it can still send. */
  open(client: string, base: number): InputAccount;
  /** The part of an input frame that is new; undefined when bytes before it are missing. */
  accept(account: InputAccount, offset: number, bytes: Uint8Array): Uint8Array | undefined;
} {
  const accounts = new Map<string, InputAccount>();

  return {
    open(client, base) {
      const account = accounts.get(client) ?? { received: base, written: base };
      accounts.delete(client);
      accounts.set(client, account);
      if (accounts.size > MAX_CLIENTS) accounts.delete(accounts.keys().next().value!);
      return account;
    },
    accept(account, offset, bytes) {
      if (offset > account.received) return undefined;
      const fresh = bytes.subarray(Math.min(bytes.length, account.received - offset));
      account.received += fresh.length;
      return fresh;
    },
  };
}
