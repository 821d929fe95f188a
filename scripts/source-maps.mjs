// Traces name the lines that people wrote. Not by `--enable-source-maps`: the library of the log then asks who called it,
// and that decodes the map of the whole program at every start, 50 MB of memory.
import { setSourceMapsSupport } from 'node:module';

setSourceMapsSupport(true);
