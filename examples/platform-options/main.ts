import { MonitoringApp } from 'cdk8s-vigie';
import { platformOptions } from './platform';

const app = new MonitoringApp();
platformOptions(app);
app.run();
