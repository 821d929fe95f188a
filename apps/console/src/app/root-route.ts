import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { Root } from './root.tsx';

/** What every page stands in. */
export const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
