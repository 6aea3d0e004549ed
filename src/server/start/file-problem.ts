import { ForeignFolder } from '#runtimes/state/own-folder.ts';
import { isNoRoom } from '../http/no-room.ts';

/** What is said when the state folder cannot be used; undefined when the error is about something else. */
export function fileProblem(error: unknown): string | undefined {
  const { code, path, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  if (error instanceof ForeignFolder) {
    return `${error.message}. Name an empty folder, or one that does not exist yet:\n  npm start -- --state <folder>\n`;
  }
  const where = path === undefined ? 'the state folder' : path;
  if (isNoRoom(error)) {
    return `There is no room on the disk to write ${where}. Make room (npm run clean shows what Spanwise takes) and start again.\n`;
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || isDenied(errcode)) {
    return `This user may not write ${where}. Give the folder to this user, or name another one:\n  npm start -- --state <folder>\n`;
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return `${where} is in the way of the state folder, which must be a folder. Name another one:\n  npm start -- --state <folder>\n`;
  }
  return undefined;
}

const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;

/** SQLite adds details in the upper bits. */
function isDenied(errcode: number | undefined): boolean {
  return errcode !== undefined && [SQLITE_READONLY, SQLITE_CANTOPEN].includes(errcode & 0xff);
}
