/**
 * How a module's command reaches what it works with: `run` opens the installation (starting the database when none
 * runs), hands over the module's own dependencies and closes everything after. Help and mistakes open nothing.
 *
 * A module offers `export function <module>Commands(program: Command, run: RunCommand<Deps>)`, wired in `compose.ts`.
 * Bad input is thrown as `OperatorError` or `AppError`: a line, exit code 1.
 */
export type RunCommand<Deps> = (work: (deps: Deps) => Promise<void>) => Promise<void>;
