import type { Emulator } from './emulator.ts';

const csi = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
  { prefix: '>', final: 'q' },
  { prefix: '?', final: 'u' },
  { final: 'x' },
];
const dcs = [
  { intermediates: '$', final: 'q' },
  { intermediates: '+', final: 'q' },
];
const windowReports = new Set([11, 13, 14, 15, 16, 18, 19, 20, 21]);
const colours = [4, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

/** What an emulator itself says: answers to queries, and focus reports. No key sends most of these. */
const answer =
  /^(\x1b\[[?>=]?[\d;:]*(c|n|R|t|x|u|\$y)|\x1b\[[IO]|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(\x07|\x1b\\))+$/;

/**
 * Keeps an emulator from answering queries while `silent`: when it draws old output again, and when another
 * client answers for the terminal. Clipboard access by programs is always refused.
 */
export function guardQueries(
  emulator: Emulator,
  silent: () => boolean,
): { isAnswer: (text: string) => boolean; dispose: () => void } {
  const { parser } = emulator;
  const registered = [
    ...csi.map((id) => parser.registerCsiHandler(id, silent)),
    ...dcs.map((id) => parser.registerDcsHandler(id, silent)),
    parser.registerEscHandler({ final: 'Z' }, silent),
    parser.registerCsiHandler({ final: 't' }, ([kind]) => silent() && windowReports.has(Number(kind))),
    ...colours.map((number) => parser.registerOscHandler(number, (data) => silent() && data.includes('?'))),
    parser.registerOscHandler(52, () => true),
  ];
  return {
    isAnswer: (text) => answer.test(text),
    dispose: () => {
      for (const handler of registered) handler.dispose();
    },
  };
}
