import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceIdsOf } from '#course/evidence-ids.ts';
import type { Verdict } from '#course/verdict.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { type Bench, eventually, never, openBench } from './bench.ts';

const NAMES = ['ada', 'bob', 'cleo'] as const;
const benches = new Map<string, Bench>();
const of = (name: string) => benches.get(name)!;

beforeAll(async () => {
  // One after the other: each alone takes all of a small machine.
  for (const name of NAMES) benches.set(name, await openBench(name));
});
afterAll(async () => {
  for (const [name, bench] of benches) {
    await bench.admin('delete', 'namespace', `${name}-bookstore`, `${name}-tracing`, '--wait=false');
    await bench.close();
  }
});

describe('three learners on one cluster', () => {
  test('are graded at the same time, each from their own traces', async () => {
    const [ada, bob, cleo] = await Promise.all([
      graded('ada'),
      graded('bob', 'solution/break'),
      graded('cleo', 'mistakes/break/client-root.no-context'),
    ]);
    const said = [ada, bob, cleo].map(({ status, finding, observed }) => ({ status, finding, observed }));
    expect(said).toMatchObject([
      { status: 'fail', finding: 'still-joined' },
      { status: 'pass' },
      { status: 'fail', finding: 'client-root' },
    ]);
    const ids = traceIdsOf(ada.evidence);
    expect(ids.length).toBeGreaterThan(0);
    const spansIn = async (name: string) => {
      const found = await Promise.all(
        ids.map((id) => tempoAt(of(name).runtime.endpoints().tempo).byId(id, never)),
      );
      return found.map((answer) => (answer.ok ? answer.value.length > 0 : answer.problem));
    };
    expect(await spansIn('ada')).not.toContain(false);
    expect(await spansIn('bob')).not.toContain(true);
  });

  test('cannot read one another through the cluster', async () => {
    for (const what of ['pods', 'secrets', 'configmaps', 'events']) {
      const read = await of('ada').kubectl('get', what, '--namespace', 'bob-bookstore');
      expect(read).toMatchObject({ ok: false, output: expect.stringContaining('Forbidden') as string });
    }
    const forward = await of('ada').kubectl(
      'port-forward',
      '--namespace',
      'bob-tracing',
      'deployment/tempo',
      ':3200',
    );
    expect(forward.ok).toBe(false);
  });

  test('reach their own Collector over the network, and nobody else’s Collector or Tempo', async () => {
    const ada = of('ada');
    const pods = await ada.kubectl(
      'get',
      'pod',
      'rabbitmq-0',
      '--output',
      'jsonpath={.spec.containers[0].image}',
    );
    const made = await ada.kubectl(
      'run',
      'visitor',
      '--image',
      pods.output,
      '--overrides',
      visitor(pods.output),
    );
    expect(made).toMatchObject({ ok: true });
    await eventually(async () => (await ada.kubectl('exec', 'visitor', '--', 'true')).ok, 60);
    const reach = async (host: string, port: number) => {
      const line = `timeout 4 bash -c "exec 3<>/dev/tcp/${host}/${port}" 2>/dev/null && echo open || echo closed`;
      return (await ada.kubectl('exec', 'visitor', '--', 'bash', '-c', line)).output.trim();
    };
    // Its own is the proof that the visitor can reach anything at all; the rules for a new pod come a moment late.
    await eventually(async () => (await reach('collector.ada-tracing', 4318)) === 'open', 30);
    expect({
      collector: await reach('collector.bob-tracing', 4318),
      grpc: await reach('collector.cleo-tracing', 4317),
      tempo: await reach('tempo.bob-tracing', 3200),
      database: await reach('postgres.bob-bookstore', 5432),
    }).toEqual({ collector: 'closed', grpc: 'closed', tempo: 'closed', database: 'closed' });
  });
});

/** Three benches on a small machine may really keep one waiting, which its verdict then says: it is asked again. */
async function graded(name: string, answer?: string): Promise<Verdict> {
  for (let tries = 1; ; tries += 1) {
    const verdict = await of(name).grade('break', answer);
    if (verdict.status !== 'broken' || tries === 3) return verdict;
  }
}

/** A pod of Ada's that the policies take for one of her services. */
function visitor(image: string): string {
  return JSON.stringify({
    metadata: { labels: { 'bookstore/role': 'service' } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'visitor',
          image,
          command: ['sleep', '600'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  });
}
