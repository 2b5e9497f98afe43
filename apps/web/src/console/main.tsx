import '../design/tokens.css';
import '../design/print.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n';
import { App } from './app';

const root = document.getElementById('root');
if (root) {
  const draw = (): void =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  startI18n(['common', 'console']).then(draw, draw);
}
