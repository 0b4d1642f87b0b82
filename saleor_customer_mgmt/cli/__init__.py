"""The command line: ``customer-mgmt`` on its own, ``manage.py customer_mgmt`` inside Saleor.

``arguments`` says what can be asked, ``commands`` has one module for each answer, ``running`` turns
what goes wrong into a message and an exit code. Nothing here decides anything: services do.
"""
