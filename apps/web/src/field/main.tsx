import '../design/tokens.css';
import './field.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n';
import { App } from './app';
import { Field } from './field';
import { prepareScanner } from './gate/scanner';

/** The code of an invitation stands behind the #, which no server and no log is told; it goes from the address at once. */
const code = /^#([\w-]{43})$/.exec(location.hash)?.[1] ?? null;
if (code) history.replaceState(null, '', location.pathname + location.search);

const field = new Field(prepareScanner);
const root = document.getElementById('root');
const draw = (): void => {
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App field={field} />
    </StrictMode>,
  );
  void field.open(code);
};
startI18n(['common', 'field']).then(draw, draw);
