import type { DeployResult, Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { doesNotStart } from '../findings/does-not-start.ts';
import type { Judgement } from '../judgement.ts';
import { brokenBench } from './broken-bench.ts';

/** Builds and restarts what the learner changed; a judgement when that already says how the attempt ends. */
export async function deployEdits(
  runtime: Runtime,
  workspace: string,
  signal: AbortSignal,
): Promise<Judgement | undefined> {
  const result = await runtime.deploy(SERVICES, workspace, signal);
  switch (result.status) {
    case 'ok':
      return undefined;
    case 'does-not-build':
      return doesNotBuild(result);
    case 'does-not-start':
      return doesNotStart(result.service, result.exit, result.lastLines);
    case 'broken':
      // A verdict names a part. Where nothing was built yet that is the service every request comes to first.
      return brokenBench(result.part ?? result.service ?? SERVICES[0]!, result.reason);
  }
}

function doesNotBuild({ service, errors, output }: DeployResult & { status: 'does-not-build' }): Judgement {
  const first = errors[0];
  const place = first ? `${first.file}:${first.line}:${first.column}` : service;
  const message = first?.message ?? output.trim().split('\n').slice(-1)[0] ?? 'the compiler gave no reason';
  return {
    status: 'fail',
    finding: 'does-not-build',
    values: { service, place, message, count: String(Math.max(1, errors.length)) },
    evidence: errors.slice(0, 5).map(({ file, line, column, message: note }) => ({
      traceId: '',
      service,
      note: `${file}:${line}:${column}: ${note}`,
    })),
  };
}
