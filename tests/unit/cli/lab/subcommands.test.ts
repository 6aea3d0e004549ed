import { expect, test } from 'vitest';
import { nearest } from '#cli/lab/nearest.ts';
import { SUBCOMMANDS } from '#cli/lab/subcommands.ts';
import { runLab } from './cli-io.ts';

test('help names every word and every exit code', async () => {
  const { code, out } = await runLab(['help']);
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Works on the lab from this terminal, as the page does; each shows what the other does.

      lab status [--json]               the steps, your files, and how the bench is
      lab next [--skip]                 what to do now; --skip leaves this step out
      lab answer [question] [answer]    the questions of the step; with an answer, answer one
      lab check [step] [--json]         check a step; the page shows the verdict too
      lab hint [step]                   the next hint; each says more than the one before
      lab checkout [book] [--json]      buy a book; prints its order and its trace id
      lab send <method> <service/path>  send a request to a service, with a trace id of its own
      lab trace [id] [id]               draw traces; without an id the newest checkout or verdict
      lab logs <service> [-f] [-n 20]   the log of a service; -f goes on until Ctrl-C
      lab messages [-n 5]               the newest messages in RabbitMQ, with their headers
      lab apply                         build and restart what you saved
      lab restart <service>             start a service again, built anew if its files changed
      lab diff [file]                   what you changed since the start of the step
      lab reset [file] [--all]          put a file, the step, or the whole lab to its start; keeps a
                                        copy
      lab undo                          bring your files back from the last kept copy
      lab open <step>                   put your files to the start of a step; keeps a copy
      lab solve [step] [--yes]          put the solution in, after asking; keeps a copy

    A step is named by its id or its number. Without one, the step you are at is meant.

    Exit codes:
        0  done; of check: passed
        1  not yet: the verdict names what is missing; or refused
        2  not enough evidence
        3  bench trouble
       64  not understood
       66  there is no such thing, such as a trace
       69  the server does not answer
       75  not now: the bench starts, or another check runs
       77  the token is not accepted
      130  ended by Ctrl-C
    "
  `);
  for (const same of [[], ['--help'], ['-h']]) expect((await runLab(same)).out).toBe(out);
});

test('help for one word', async () => {
  const { out } = await runLab(['help', 'logs']);
  expect(out).toMatchInlineSnapshot(`
    "lab logs <service> [-f] [-n 20]

      The log of a service; -f goes on until Ctrl-C.
    "
  `);
  expect((await runLab(['logs', '--help'])).out).toBe(out);
  expect((await runLab(['help', 'checkout'])).out).toMatchInlineSnapshot(`
    "lab checkout [book] [--json]

      Buy a book; prints its order and its trace id.
      --card 4000000000000002 pays with another card.
      --email me@example.org gives the shop an address for the receipt.
      --traceparent takes the header to send, or none to let storefront begin the trace.
      --id prints the trace id alone, for TRACE_ID=$(lab checkout --id); the rest stands beside it.
    "
  `);
});

test('what is not understood is answered with the nearest word or how it goes, and nothing is done', async () => {
  const lines = [
    'chek',
    'stat',
    'resatrt',
    'frobnicate',
    'help chek',
    'check --fast',
    'check break mend',
    'restart',
    'logs orders -n',
    'logs orders -n=many',
    'solve --yes=no',
    'reset --all orders_client.go',
    'checkout b-100 b-200',
    'send GET',
    'apply orders',
  ];
  const answers = [];
  for (const line of lines) {
    const { code, out, err } = await runLab(line.split(' '));
    expect([line, code, out]).toEqual([line, 64, '']);
    answers.push(`$ lab ${line}\n${err}`);
  }
  expect(answers.join('\n')).toMatchInlineSnapshot(`
    "$ lab chek
    lab: There is no lab chek.
         Did you mean lab check?

    $ lab stat
    lab: There is no lab stat.
         Did you mean lab status?

    $ lab resatrt
    lab: There is no lab resatrt.
         Did you mean lab restart?

    $ lab frobnicate
    lab: There is no lab frobnicate.
         lab help lists what there is.

    $ lab help chek
    lab: There is no lab chek.
         Did you mean lab check?

    $ lab check --fast
    lab: Unknown option '--fast'.
         It goes: lab check [step] [--json]

    $ lab check break mend
    lab: lab check does not take “mend”.
         It goes: lab check [step] [--json]

    $ lab restart
    lab: lab restart needs <service>.
         It goes: lab restart <service>

    $ lab logs orders -n
    lab: Option '-n, --lines <value>' argument missing.
         It goes: lab logs <service> [-f] [-n 20]

    $ lab logs orders -n=many
    lab: -n takes a number of lines, not “=many”.
         It goes: lab logs orders -n 20

    $ lab solve --yes=no
    lab: Option '-y, --yes' does not take an argument.
         It goes: lab solve [step] [--yes]

    $ lab reset --all orders_client.go
    lab: lab reset takes a file or --all, not both.
         It goes: lab reset [file] [--all]

    $ lab checkout b-100 b-200
    lab: lab checkout does not take “b-200”.
         It goes: lab checkout [book] [--json]

    $ lab send GET
    lab: lab send needs <service/path>.
         It goes: lab send <method> <service/path>

    $ lab apply orders
    lab: lab apply does not take “orders”.
         It goes: lab apply
    "
  `);
});

test('on a narrow terminal nothing is longer than its line', async () => {
  const { out } = await runLab(['help'], { columns: 72 });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
});

test.for([
  ['chekc', 'check'],
  ['CHECK', 'check'],
  ['sta', 'status'],
  ['next', 'next'],
  ['nxt', 'next'],
  ['sovle', 'solve'],
  ['s', undefined],
  ['', undefined],
  ['trousers', undefined],
] as const)('“%s” is nearest to %s', ([word, meant]) => {
  expect(
    nearest(
      word,
      SUBCOMMANDS.map(({ name }) => name),
    ),
  ).toBe(meant);
});
