export { type Actor, holds, type Scope } from './actor.ts';
