import { useEffect, useMemo, useRef, useState } from 'react';
import { ExportPieceDocument, type ExportJobFragment } from '../../generated/graphql';
import { makeClient } from '../../host/client';
import { faultOf, type Fault } from '../../host/faults';
import { saveFile } from '../../host/save-file';
import { useApp } from '../../ui/app-context';
import { fileName } from './export-form';
import { fetchFile } from './fetch-file';

export type Download =
  | { at: 'nothing' }
  | { at: 'under way'; done: number }
  | { at: 'saved'; name: string }
  | { at: 'gone' }
  | { at: 'broken'; fault: Fault };

class Broken extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

/** Fetches the file of an export piece by piece and has the browser keep it; leaving the place stops it. */
export function useDownload(job: Pick<ExportJobFragment, 'id' | 'createdAt' | 'file'>) {
  const { settings, session } = useApp();
  // Pieces are large: what is remembered of answers is for lists.
  const client = useMemo(() => makeClient(settings.endpoint, session, false), [settings.endpoint, session]);
  const [download, setDownload] = useState<Download>({ at: 'nothing' });
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const start = async () => {
    const { file } = job;
    if (!file) return;
    const tell = (next: Download) => !left.current && setDownload(next);
    tell({ at: 'under way', done: 0 });
    const ask = async (number: number) => {
      const { data, error } = await client.query(ExportPieceDocument, { id: job.id, number });
      const fault = faultOf(error);
      if (fault) throw new Broken(fault);
      return data?.customerMgmtJob?.file?.piece ?? null;
    };
    try {
      const found = await fetchFile(file.pieces, ask, (done) => {
        tell({ at: 'under way', done });
        return !left.current;
      });
      if (left.current) return;
      if (!found) return tell({ at: 'gone' });
      const name = fileName(file.name, new Date(job.createdAt));
      saveFile(name, found);
      tell({ at: 'saved', name });
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      tell({ at: 'broken', fault: error.fault });
    }
  };
  return { download, start };
}
