/**
 * The steps from an empty database to today's, oldest first; `user_version` counts those taken. Only ever add
 * to the end: a step that ran on a learner's machine cannot be changed.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE attempts (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     lab TEXT NOT NULL,
     step TEXT NOT NULL,
     time INTEGER NOT NULL,
     duration INTEGER NOT NULL,
     verdict TEXT NOT NULL
   ) STRICT;
   CREATE INDEX attempts_of_lab ON attempts (lab, id);
   CREATE TABLE sessions (hash TEXT PRIMARY KEY, expires INTEGER NOT NULL) STRICT`,
];
