"""What people read after a class was graded: the table, the CSV, the class report, the feedback pages."""
