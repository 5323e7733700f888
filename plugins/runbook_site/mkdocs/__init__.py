"""The plugin for MkDocs, and for what runs MkDocs' plugins. Nothing else imports MkDocs."""
