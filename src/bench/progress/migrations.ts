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
  `ALTER TABLE attempts ADD COLUMN solved INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE attempts ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE marks (
     lab TEXT NOT NULL,
     step TEXT NOT NULL,
     mark TEXT NOT NULL,
     time INTEGER NOT NULL,
     imported INTEGER NOT NULL DEFAULT 0,
     PRIMARY KEY (lab, step)
   ) STRICT;
   CREATE TABLE hints (
     lab TEXT NOT NULL,
     step TEXT NOT NULL,
     given INTEGER NOT NULL,
     PRIMARY KEY (lab, step)
   ) STRICT;
   CREATE TABLE places (lab TEXT PRIMARY KEY, step TEXT NOT NULL, time INTEGER NOT NULL) STRICT`,
  `CREATE TABLE uses (lab TEXT PRIMARY KEY, time INTEGER NOT NULL) STRICT`,
  `CREATE TABLE opened (lab TEXT PRIMARY KEY, time INTEGER NOT NULL) STRICT`,
  `ALTER TABLE attempts ADD COLUMN files TEXT`,
  `ALTER TABLE places ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
   UPDATE places SET attempt = coalesce(
     (SELECT max(id) FROM attempts WHERE imported = 0 AND attempts.time < places.time), 0)`,
];
