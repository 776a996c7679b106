import { App } from 'cdk8s';
import { irisTeam } from './team';

const app = new App();
irisTeam(app);
app.synth();
