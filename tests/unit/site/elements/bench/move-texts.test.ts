import { expect, it } from 'vitest';
import { moveTexts } from '#site/elements/bench/move-texts.ts';
import { type BenchState, unknownBench } from '#site/elements/server/bench-state.ts';

const bench: BenchState = {
  ...unknownBench,
  runtimes: {
    name: 'local',
    choices: [
      { name: 'local', where: 'this machine' },
      { name: 'kind', where: 'the kind cluster “spanwise”' },
    ],
  },
};

it('says before what a move does and costs', () => {
  const asked = [
    moveTexts({ ...bench, check: { lab: 'split-trace', step: 'break' } }, 'kind'),
    moveTexts(bench, 'local'),
  ];
  expect(asked).toMatchInlineSnapshot(`
    [
      {
        "confirm": "Move to the cluster",
        "text": [
          "What runs on this machine is stopped. Its data and your files stay, and you can come back.",
          "A kind cluster is made where there is none. With its images on this machine it takes about a minute, otherwise some minutes. If Docker or another tool is missing you are told which, and nothing is changed.",
          "Traces made until now stay where they were made and are not seen from the other place. Verdicts stay.",
          "The check that runs now ends as bench trouble, without a word on your work.",
          "Open terminals go on. For kubectl and helm open a new one afterwards.",
        ],
        "title": "Run the bench on the kind cluster “spanwise”?",
      },
      {
        "confirm": "Move to this machine",
        "text": [
          "The bench leaves the kind cluster “spanwise”. Its pods go on running there, with their data, and you can come back. Your files stay.",
          "Postgres, RabbitMQ, Tempo, the Collector and the services are started here: seconds when they are built, minutes the first time.",
          "Traces made until now stay where they were made and are not seen from the other place. Verdicts stay.",
          "Open terminals go on. Open a new one afterwards to have the variables of this machine only.",
        ],
        "title": "Run the bench on this machine?",
      },
    ]
  `);
});
