// The front door: which page is for whom. Needs no connection.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { followDevice, speak } from '../shared/texts';
import { texts } from './texts';
import { Page } from './view';

async function start(): Promise<void> {
	followDevice();
	await speak();
	effect(() => {
		document.title = texts.value.shared.name;
	});
	render(<Page />, document.getElementById('page') ?? document.body);
}

void start();
