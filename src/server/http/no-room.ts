const SQLITE_FULL = 13;

/** Whether an error says that the disk, or this user's part of it, is full. */
export function isNoRoom(error: unknown): boolean {
  const { code, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  // SQLite adds details in the upper bits.
  return (
    code === 'ENOSPC' || code === 'EDQUOT' || (errcode !== undefined && (errcode & 0xff) === SQLITE_FULL)
  );
}
