import { type ChannelModel, connect } from 'amqplib';
import pg from 'pg';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import type { PARTS } from '#system/parts.ts';
import { specOf } from '#system/spec-of.ts';
import type { NamesOf } from '#system/table-types.ts';
import type { Passwords } from '../charts/passwords.ts';
import type { PodPart } from '../pods/pod-part.ts';
import type { Ports } from '../ports.ts';

/** Asks Postgres and RabbitMQ over connections that are kept: opening one through the cluster's API costs much more than asking. */
export interface StackProbes extends Record<Store, () => Promise<HealthAnswer>> {
  end(): void;
}

type Store = NamesOf<typeof PARTS, 'store'>;

/** Whether a part is asked over such a connection. */
export function isStore(part: PodPart): part is Store {
  return specOf(part).kind === 'store';
}

/** RabbitMQ's address on this machine, with the services' login. */
export function brokerUrl(ports: Ports, { rabbitmq }: Passwords): string {
  return `amqp://bookstore:${rabbitmq}@127.0.0.1:${ports.amqp}/`;
}

/** Postgres's address on this machine, with the services' login. */
export function databaseUrl(ports: Ports, { postgres }: Passwords): string {
  return `postgres://bookstore:${postgres}@127.0.0.1:${ports.postgres}/bookstore?sslmode=disable`;
}

/** Milliseconds: a little less than the limit of health.ts, so that the reason is the connection's own. */
const LIMIT = 2800;

/** Makes the probes; each connects when it is first asked, and anew after any fault. */
export function stackProbes(ports: Ports, passwords: () => Passwords): StackProbes {
  let database: Promise<pg.Client> | undefined;
  let broker: Promise<ChannelModel> | undefined;
  const openDatabase = async () => {
    const limits = { connectionTimeoutMillis: LIMIT, query_timeout: LIMIT };
    const made = new pg.Client({ connectionString: databaseUrl(ports, passwords()), ...limits });
    made.on('error', forgetDatabase);
    await made.connect();
    return made;
  };
  const openBroker = async () => {
    const made = await connect(brokerUrl(ports, passwords()), { timeout: LIMIT });
    made.on('error', forgetBroker);
    made.on('close', forgetBroker);
    return made;
  };
  const forgetDatabase = () => {
    void database?.then((client) => client.end()).catch(() => undefined);
    database = undefined;
  };
  const forgetBroker = () => {
    void broker?.then((connection) => connection.close()).catch(() => undefined);
    broker = undefined;
  };
  return {
    async postgres() {
      try {
        database ??= openDatabase();
        await (await database).query('select 1');
        return { ok: true, detail: 'answers select 1' };
      } catch (error) {
        forgetDatabase();
        throw error;
      }
    },
    async rabbitmq() {
      try {
        broker ??= openBroker();
        const channel = await (await broker).createChannel();
        await channel.close();
        return { ok: true, detail: 'opens a channel' };
      } catch (error) {
        forgetBroker();
        throw error;
      }
    },
    end() {
      forgetDatabase();
      forgetBroker();
    },
  };
}
