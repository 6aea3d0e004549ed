import { probeHttp } from '#runtimes/probes/ask-part.ts';
import { collectorVariables } from '#system/collector-environment.ts';
import { portsOfPart } from '#system/ports.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { PartLike, Plan } from '../plan.ts';

/** A Collector; program and configuration files are asked for at every start, since both may change. */
export function collectorPlan(
  context: LocalContext,
  part: PartLike<'collector'>,
  program: () => string,
  configFiles: () => readonly string[],
): Plan {
  const { health } = portsOfPart(part, context.ports);
  return {
    part,
    readyWithin: 30_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    prepare: () => Promise.resolve(),
    command: () => ({
      file: program(),
      args: configFiles().flatMap((file) => ['--config', file]),
      env: collectorEnvironment(context, part),
      cwd: context.folders.state,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${health}/`, signal),
  };
}

/** Where the Collector listens and sends, as its configuration asks for it. */
export function collectorEnvironment(
  context: LocalContext,
  part: PartLike<'collector'> = 'collector',
): Record<string, string> {
  const { ports, instance } = context;
  const own = portsOfPart(part, ports);
  const at = (port: number) => `127.0.0.1:${port}`;
  return environment(
    instance,
    collectorVariables({
      own: { grpc: at(own.grpc), http: at(own.http), health: at(own.health), metrics: at(own.metrics) },
      tempoOtlp: at(ports.tempoOtlp),
      jaegerOtlpGrpc: at(ports.jaegerOtlpGrpc),
      jaegerOtlpHttp: at(ports.jaegerOtlpHttp),
      lokiHttp: at(ports.lokiHttp),
    }),
  );
}
