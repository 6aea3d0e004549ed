/** How files of a learner are written: they survive a power cut, and the process's umask alone limits their folders. */
export const DURABLE = { fsync: true, folderMode: 0o777 } as const;
