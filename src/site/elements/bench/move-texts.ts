import type { RuntimeView } from '#api/runtime-view.ts';
import type { RuntimeName } from '#system/runtime-name.ts';
import type { BenchState } from '../server/bench-state.ts';

/** What taking the bench to another runtime does and costs, as it is asked before. */
export interface MoveTexts {
  title: string;
  text: string[];
  confirm: string;
}

/** The words for a move from where the bench is now. */
export function moveTexts({ runtimes, check }: BenchState, to: RuntimeName): MoveTexts {
  const where = whereOf(runtimes, to);
  const before = whereOf(runtimes, to === 'kind' ? 'local' : 'kind');
  const kind = to === 'kind';
  return {
    title: `Run the bench on ${where}?`,
    text: [
      kind
        ? `What runs on ${before} is stopped. Its data and your files stay, and you can come back.`
        : `The bench leaves ${before}. Its pods go on running there, with their data, and you can come back. Your files stay.`,
      kind
        ? 'A kind cluster is made where there is none. With its images on this machine it takes about a minute, otherwise some minutes. If Docker or another tool is missing you are told which, and nothing is changed.'
        : 'Postgres, RabbitMQ, Tempo, the Collector and the services are started here: seconds when they are built, minutes the first time.',
      'Traces made until now stay where they were made and are not seen from the other place. Verdicts stay.',
      ...(check ? ['The check that runs now ends as bench trouble, without a word on your work.'] : []),
      kind
        ? 'Open terminals go on. For kubectl and helm open a new one afterwards.'
        : 'Open terminals go on. Open a new one afterwards to have the variables of this machine only.',
    ],
    confirm: kind ? 'Move to the cluster' : 'Move to this machine',
  };
}

/** Where a runtime runs, for people; follows “on”. */
export function whereOf(runtimes: RuntimeView | undefined, name: RuntimeName): string {
  return runtimes?.choices.find((choice) => choice.name === name)?.where ?? name;
}
