import type { MessageList } from '#api/message-view.ts';
import { EXIT } from '../exit-codes.ts';
import { problems } from '../server/problems.ts';
import { showMessage } from '../show/show-message.ts';
import type { Run } from '../subcommand.ts';

/** As many as fit on a screen. */
const SHOWN = 5;

/** `lab messages`: the newest messages that orders sent to the payments-worker, with their headers. */
export const messages: Run = async ({ flags }, bench) => {
  const { lines } = flags;
  if (typeof lines === 'string' && !/^[1-9]\d{0,3}$/.test(lines)) {
    const problem = problems.usage(
      `-n takes a number of messages, not “${lines}”.`,
      'It goes: lab messages -n 1',
    );
    return bench.fail(problem);
  }
  const answer = await bench.call<MessageList>('GET', '/api/messages');
  if (!answer.ok) return bench.fail(answer);
  const newest = answer.body.messages.slice(-(typeof lines === 'string' ? Number(lines) : SHOWN));
  if (newest.length > 0) bench.print(newest.map((one) => showMessage(one, bench.paint)).join('\n'));
  if (answer.body.problem) bench.note(`No messages are seen now: ${answer.body.problem}.`);
  else if (newest.length === 0) bench.note('No message has been sent since the bench was started.');
  return answer.body.problem ? EXIT.missing : EXIT.pass;
};
