import { useSession } from '../../parts/session.tsx';

/** True for who gives numbers: they may record what was answered on the spot. */
export const useMayRegister = (): boolean => useSession().permissions.includes('entry.register');
