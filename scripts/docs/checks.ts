import { writeFileSync } from 'node:fs';
import { pagesOf } from './pages';

// `npm run docs`: writes what the checks say of themselves into their pages.
const root = process.cwd();
for (const [path, text] of pagesOf(root)) writeFileSync(`${root}/${path}`, text);
