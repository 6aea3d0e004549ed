import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const MARK = '# written by Spanwise while it installs a package; safe to delete\n';

/**
 * Does `work` while Debian's package scripts may start no service (a policy-rc.d that answers 101), and puts
 * back exactly the policy that was there. One left by a run that was killed is recognised and undone first.
 */
export async function withoutServiceStarts(work, policy = '/usr/sbin/policy-rc.d') {
  const kept = `${policy}.before-spanwise`;
  if (isOurs(policy)) restore(policy, kept);
  if (existsSync(policy)) renameSync(policy, kept);
  writeFileSync(policy, `#!/bin/sh\n${MARK}exit 101\n`, { mode: 0o755 });
  const undo = () => restore(policy, kept);
  process.once('exit', undo);
  try {
    return await work();
  } finally {
    process.removeListener('exit', undo);
    undo();
  }
}

function isOurs(policy) {
  return existsSync(policy) && readFileSync(policy, 'utf8').includes(MARK);
}

function restore(policy, kept) {
  rmSync(policy, { force: true });
  if (existsSync(kept)) renameSync(kept, policy);
}
