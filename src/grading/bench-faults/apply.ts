import type { Setup } from '#course/setup.ts';
import type { ApplyResult, Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { doesNotStart } from '../findings/does-not-start.ts';
import type { Judgement } from '../judgement.ts';
import { brokenBench } from './broken-bench.ts';

/** Makes the bench run what the learner changed; a judgement when that already says how the attempt ends. */
export async function applyEdits(
  runtime: Runtime,
  { workspace, setup }: { workspace: string; setup: Setup },
  signal: AbortSignal,
): Promise<Judgement | undefined> {
  const result = await runtime.apply(workspace, setup, signal);
  switch (result.status) {
    case 'ok':
      return undefined;
    case 'does-not-build':
      return doesNotBuild(result);
    case 'does-not-configure':
      return doesNotConfigure(result);
    case 'does-not-start':
      return doesNotStart(result.service, result.exit, result.lastLines);
    case 'broken':
      // A verdict names a part. Where nothing was built yet that is the service every request comes to first.
      return brokenBench(result.part ?? result.service ?? SERVICES[0]!, result.reason);
  }
}

function doesNotBuild({ service, errors, output }: ApplyResult & { status: 'does-not-build' }): Judgement {
  const first = errors[0];
  const place = first ? `${first.file}:${first.line}:${first.column}` : service;
  const message = first?.message ?? output.trim().split('\n').slice(-1)[0] ?? 'the compiler gave no reason';
  return {
    status: 'fail',
    finding: 'does-not-build',
    values: { service, place, message, count: String(Math.max(1, errors.length)) },
    evidence: errors.slice(0, 5).map(({ message: note, ...place }) => ({ kind: 'config', ...place, note })),
  };
}

function doesNotConfigure(result: ApplyResult & { status: 'does-not-configure' }): Judgement {
  const { part, file, line, message } = result;
  const place = line === undefined ? file : `${file}:${line}`;
  return {
    status: 'fail',
    finding: 'does-not-configure',
    values: { part, place, message },
    evidence: [{ kind: 'config', file, line, note: message }],
  };
}
