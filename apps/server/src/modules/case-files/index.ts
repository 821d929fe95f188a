export { caseFileParticipant } from './open-with-registration.ts';
