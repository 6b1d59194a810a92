// What transform.js makes of this file is what the application has under this name.
