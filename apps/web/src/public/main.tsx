import '../design/tokens.css';
import '../design/print.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/fields-and-posts.css';
import './styles/home.css';
import './styles/board.css';
import './styles/catalogue.css';
import './styles/ticket.css';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { startI18n } from '../i18n';
import { keepAnswer } from './answers';
import { App } from './app';

const app = (
  <StrictMode>
    <App />
  </StrictMode>
);
const root = document.getElementById('root');
const answers = document.getElementById('answers');
if (root) {
  const draw = (): void => {
    if (!answers) return createRoot(root).render(app);
    // The server drew the page from these answers: it stands already, and is taken over as it is.
    for (const [key, answer] of JSON.parse(answers.textContent) as [string, unknown][]) keepAnswer(key, answer);
    hydrateRoot(root, app);
  };
  startI18n(['common', 'public']).then(draw, draw);
}
