import type { BenchPart } from '../parts.ts';
import { type Charts, chartsFor } from './charts.ts';
import type { Connection } from './cluster/connection.ts';
import { followEvents } from './cluster/follow-events.ts';
import type { Context } from './context.ts';
import { type Passwords, readPasswords } from './passwords.ts';
import { followPodLogs } from './pods/follow-logs.ts';
import { followStates, type PartStates } from './pods/part-states.ts';
import { type Pods, watchPods } from './pods/watch-pods.ts';

/** One cluster as this bench sees it, from the moment it was opened until it is lost or replaced. */
export interface Session {
  connection: Connection;
  charts: Charts;
  pods: Pods;
  states: PartStates;
  /** The newest known ones; empty before the chart has made them. */
  passwords(): Passwords;
  readPasswords(signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  end(): void;
}

/** Starts to watch the bench on this cluster; the namespaces need not be there yet. */
export async function openSession(
  context: Context,
  connection: Connection,
  onChange: (part: BenchPart) => void,
  signal: AbortSignal,
): Promise<Session> {
  const { namespaces, settings, logs } = context;
  const ending = new AbortController();
  const living = AbortSignal.any([signal, ending.signal]);
  const pods = await watchPods(connection, namespaces, living);
  const states = followStates(pods, (part) => logs.of(part).at(-1)?.text, living);
  states.watch(onChange, living);
  const heard = (part: BenchPart, line: string) => {
    logs.add(part, line);
    states.hear(part);
  };
  followPodLogs(connection, pods, heard, living);
  followEvents(connection, namespaces, (line) => logs.add('cluster', line), living);
  let passwords: Passwords = { postgres: '', rabbitmq: '' };
  return {
    connection,
    charts: chartsFor({ connection, namespaces, learner: settings.learner, values: settings.values }),
    pods,
    states,
    passwords: () => passwords,
    async readPasswords(until) {
      passwords = await readPasswords(connection.api, namespaces, until);
    },
    signal: living,
    end: () => ending.abort(new Error('the cluster is opened anew')),
  };
}
