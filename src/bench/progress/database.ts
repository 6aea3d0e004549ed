import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/** An open database, and what has to be said about a file that could not be used. */
export interface OpenDatabase {
  database: DatabaseSync;
  /** A sentence for the learner when the old file was put aside. */
  notice?: string;
}

/**
 * Opens the state folder's one database and brings it to today's schema. A file that is damaged, or written
 * by a newer version, is kept under another name and a new one begun: losing the page to it would be worse.
 */
export function openDatabase(file: string, now: () => number = Date.now): OpenDatabase {
  try {
    return { database: open(file) };
  } catch (error) {
    if (!isUnusable(error)) throw error;
    const aside = `${file}.${new Date(now()).toISOString().replaceAll(':', '-')}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
    const reason = error instanceof Error ? error.message : String(error);
    return {
      database: open(file),
      notice: `The record of attempts could not be read (${reason}). It was kept as ${aside} and a new one begun.`,
    };
  }
}

const UNUSABLE = 'unusable';
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** A full disk or a locked file is no reason to put the learner's record aside. */
function isUnusable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'errcode' in error ? error.errcode : undefined;
  return error.cause === UNUSABLE || code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;');
    const check = database.prepare('PRAGMA quick_check').get() as { quick_check: string };
    if (check.quick_check !== 'ok') throw new Error(`damaged: ${check.quick_check}`, { cause: UNUSABLE });
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (version > MIGRATIONS.length) {
      const text = `it has schema ${version}, this version of Spanwise knows ${MIGRATIONS.length}`;
      throw new Error(text, { cause: UNUSABLE });
    }
    for (let next = version; next < MIGRATIONS.length; next++) {
      database.exec(`BEGIN; ${MIGRATIONS[next]}; PRAGMA user_version = ${next + 1}; COMMIT;`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
