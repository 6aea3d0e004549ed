import { newestLines } from '../logs/newest-lines.ts';
import { type Charts, chartsFor } from './charts/charts.ts';
import { type Passwords, readPasswords } from './charts/passwords.ts';
import type { Connection } from './cluster/connection.ts';
import { followEvents } from './cluster/follow-events.ts';
import type { KindContext } from './context.ts';
import { followPodLogs } from './pods/follow-logs.ts';
import { followStates, type PartStates } from './pods/part-states.ts';
import type { PodHistory } from './pods/pod-history.ts';
import type { PodPart } from './pods/pod-part.ts';
import type { PodView } from './pods/read-pod.ts';
import { type Pods, watchPods } from './pods/watch-pods.ts';

/** One cluster as this bench sees it, from the moment it was opened until it is lost or replaced. */
export interface KindSession {
  connection: Connection;
  charts: Charts;
  pods: Pods;
  states: PartStates;
  /** Resolves once the logs of the pod's terminated containers have been read. */
  logsRead: (pod: PodView) => Promise<void>;
  /** The newest known ones; empty before the chart has made them. */
  passwords(): Passwords;
  readPasswords(signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  end(): void;
}

/** Starts to watch the bench on this cluster; the namespaces need not be there yet. */
export async function openKindSession(
  context: KindContext,
  connection: Connection,
  history: PodHistory,
  onChange: (part: PodPart) => void,
  signal: AbortSignal,
): Promise<KindSession> {
  const { namespaces, settings, logs } = context;
  const ending = new AbortController();
  const living = AbortSignal.any([signal, ending.signal]);
  const pods = await watchPods(connection, namespaces, living);
  const states = followStates(
    pods,
    history.parts,
    (part, after) => newestLines(logs.of(part), after, 1)[0],
    living,
  );
  states.watch(onChange, living);
  const logsRead = followPodLogs(connection, pods, history.linesRead, living, (part) => {
    const { generation } = states.of(part);
    return (line, written) => {
      logs.add(part, line, { generation, written });
      states.recheck(part);
    };
  });
  followEvents(connection, namespaces, (line) => logs.add('cluster', line), living);
  let passwords: Passwords = { postgres: '', rabbitmq: '' };
  return {
    connection,
    charts: chartsFor({ connection, namespaces, learner: settings.learner, values: settings.values }),
    pods,
    states,
    logsRead,
    passwords: () => passwords,
    async readPasswords(until) {
      passwords = await readPasswords(connection.api, namespaces, until);
    },
    signal: living,
    end: () => ending.abort(new Error('the cluster is opened anew')),
  };
}
