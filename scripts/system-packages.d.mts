/** Folder of the programs of the distribution's newest PostgreSQL; undefined when there is none. */
export function findPostgres(): string | undefined;
