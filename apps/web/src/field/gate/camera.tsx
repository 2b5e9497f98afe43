import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useT } from '../../i18n';
import { scan } from './scanner';

type State = 'off' | 'on' | 'refused';

/** The phone's camera, looking for codes while it is on. @param found stays the same while it looks */
export const Camera = ({ found }: { found: (text: string) => void }): ReactNode => {
  const t = useT('field');
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef<(() => void) | null>(null);
  const [state, setState] = useState<State>('off');
  const end = (): void => {
    stop.current?.();
    stop.current = null;
  };
  useEffect(() => end, []);
  const toggle = async (): Promise<void> => {
    if (state === 'on') {
      end();
      return setState('off');
    }
    if (!video.current) return;
    setState('on');
    try {
      stop.current = await scan(video.current, found);
    } catch {
      setState('refused');
    }
  };
  return (
    <div className={`camera ${state}`}>
      <video ref={video} playsInline muted aria-label={t('camera.view')} />
      {state === 'refused' ? <p className="notice bad">{t('camera.refused')}</p> : null}
      <button type="button" className="big" onClick={() => void toggle()}>
        {t(state === 'on' ? 'camera.stop' : 'camera.start')}
      </button>
    </div>
  );
};
