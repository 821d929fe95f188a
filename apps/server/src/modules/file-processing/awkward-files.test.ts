import { test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { awkwardOffice } from '../../../test/awkward-files/awkward-office.ts';
import { awkwardPdfs } from '../../../test/awkward-files/awkward-pdfs.ts';
import { awkwardPictures } from '../../../test/awkward-files/awkward-pictures.ts';
import { awkwardTexts } from '../../../test/awkward-files/awkward-texts.ts';
import { readAwkwardFile } from '../../../test/awkward-files/read-awkward-file.ts';
import { someDocuments } from '../../../test/some-documents.ts';
import { someProcessing } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { processUploads } from './index.ts';

const database = await aDatabase();
const actor = await anActor(database);
const documents = await someDocuments(database.db, { uploadSubscribers: [processUploads] });
const deps = someProcessing(database.db, documents);
const sample = [...awkwardPdfs, ...awkwardOffice, ...awkwardTexts, ...awkwardPictures].filter(
  ({ daily }) => daily,
);

test.each(sample)('$name: kept, and told as it is', async (file) => {
  await readAwkwardFile({ documents, deps, actor }, file);
});
