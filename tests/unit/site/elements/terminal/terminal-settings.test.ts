import { expect, it } from 'vitest';
import { readSettings } from '#site/elements/terminal/terminal-settings.ts';

const usual = { fontSize: 13, screenReader: false };

it.each([
  [null, usual],
  ['', usual],
  ['null', usual],
  ['not json', usual],
  ['{"fontSize":"20","screenReader":"yes"}', usual],
  ['{"fontSize":17,"screenReader":true,"more":1}', { fontSize: 17, screenReader: true }],
  ['{"fontSize":500}', { fontSize: 32, screenReader: false }],
  ['{"fontSize":-1}', { fontSize: 8, screenReader: false }],
])('kept %j is read as %o', (text, settings) => {
  expect(readSettings(text)).toEqual(settings);
});
