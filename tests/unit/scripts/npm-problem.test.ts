import { expect, test } from 'vitest';
import { npmProblem } from '../../../scripts/bootstrap/npm-problem.mjs';

test('an unreachable registry', () => {
  expect(npmProblem('npm error code ENOTFOUND\nnpm error errno ENOTFOUND\n')).toMatchInlineSnapshot(`
    "The packages could not be installed.
    The package registry cannot be reached. Check the network (and proxy settings: npm config list).
    npm said:
      npm error code ENOTFOUND
      npm error errno ENOTFOUND
    Nothing is half done: run the same command again."
  `);
});

test.each([
  ['npm error code ENOSPC\nnpm error network', 'The disk is full.'],
  ['npm error code EACCES', 'npm may not write here.'],
  [
    'npm error code ERR_SOCKET_TIMEOUT\nnpm error tunneling socket could not be established, statusCode=407',
    'The proxy that npm was told of refuses or is not there.',
  ],
  [
    'npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error self-signed certificate in certificate chain',
    'export NODE_EXTRA_CA_CERTS=',
  ],
  [
    'npm error code ECONNREFUSED\nnpm error FetchError: request to https://registry.example/a failed, reason: connect ECONNREFUSED 127.0.0.1:3128\nnpm error network In most cases you are behind a proxy or have bad network settings.',
    'The package registry cannot be reached.',
  ],
  ['npm error code EUSAGE', 'package.json and package-lock.json disagree.'],
  ['spawn npm ENOENT', 'There is no npm beside this Node.js.'],
])('%j is explained', (output, cause) => {
  expect(npmProblem(output).split('\n')[1]).toContain(cause);
});

test('a failure of an unknown kind still shows npm’s words', () => {
  expect(npmProblem('npm error something new')).toMatchInlineSnapshot(`
    "The packages could not be installed.
    npm said:
      npm error something new
    Nothing is half done: run the same command again."
  `);
});
