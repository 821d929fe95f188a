import { tryGrid } from './try-grid.ts';

tryGrid(() => true);
