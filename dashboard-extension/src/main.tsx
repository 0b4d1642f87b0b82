import '@saleor/macaw-ui/style';
import './ui/app.css';
import { createRoot } from 'react-dom/client';
import { readSettings } from './host/settings';
import { Root } from './root';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the app.');
createRoot(place).render(<Root settings={readSettings(document.getElementById('settings')?.textContent)} />);
