const CAUSES = [
  [
    /ENOSPC/,
    'The disk is full. Spanwise needs about 3 GB: 700 MB of packages, the rest for Go tools and their sources.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'npm may not write here. Check that this folder and its node_modules belong to you.',
  ],
  [
    /statusCode=407|Proxy Authentication Required|tunneling socket|EPROXY|ERR_INVALID_URL.*proxy|ECONNREFUSED.*proxy/i,
    'The proxy that npm was told of refuses or is not there. Look which it is: npm config get https-proxy; env | grep -i proxy',
  ],
  [
    /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    'npm does not trust the certificate of the registry, as behind a company’s proxy. Run: export NODE_EXTRA_CA_CERTS=<file with that proxy’s certificate>',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'The package registry cannot be reached. Check the network (and proxy settings: npm config list).',
  ],
  [
    /EUSAGE|can only install packages when/,
    'package.json and package-lock.json disagree. Run: npm install --loglevel=notice',
  ],
  [
    /ENOENT.*npm|spawn npm/,
    'There is no npm beside this Node.js. Install npm, or Node.js from https://nodejs.org/en/download',
  ],
];

/** Explains a failed `npm ci` from its output: the likely cause first, npm's own words after it. */
export function npmProblem(output) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  const lines = output.trim().split('\n').slice(0, 15);
  return [
    'The packages could not be installed.',
    ...(cause ? [cause[1]] : []),
    'npm said:',
    ...lines.map((line) => `  ${line}`),
    'Nothing is half done: run the same command again.',
  ].join('\n');
}
